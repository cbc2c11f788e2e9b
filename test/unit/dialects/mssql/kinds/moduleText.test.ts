import assert from 'node:assert/strict';
import { createOrAlter, withHeader } from '../../../../../src/dialects/mssql/kinds/moduleText.js';

describe("a module's text", () => {
  it('goes without the mark that an editor puts at the head of a file, at which a server stops', () => {
    const text = withHeader('\ufeffCREATE VIEW dbo.v AS SELECT 1 AS a', 'VIEW', '[dbo].[v]', true);
    assert.equal(text, 'CREATE VIEW [dbo].[v] AS SELECT 1 AS a');
    assert.equal(createOrAlter(text), 'CREATE OR ALTER VIEW [dbo].[v] AS SELECT 1 AS a');
  });
});
