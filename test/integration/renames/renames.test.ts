import { startPostgres, type TestServer } from '../../support/postgres/testServer.js';
import { assertRenames } from '../../support/renames.js';

describe('renames', () => {
  let server: TestServer;
  before(async () => {
    server = await startPostgres(18);
  });

  it('keep the rows of a table and of a column', async () => {
    await assertRenames(server, {
      before: `create table users (id int primary key, mail text not null unique);
        insert into users values (1, 'a');`,
      after: `create table customers (id int primary key, email text not null unique);
        insert into customers values (1, 'a');`,
      renames: [
        'public.users=public.customers',
        'public.users.mail=public.customers.email',
        'public.users.users_pkey=public.customers.customers_pkey',
        'public.users.users_mail_key=public.customers.customers_email_key',
      ],
      rows: [{ before: 'select id, mail from users', after: 'select id, email from customers' }],
    });
  });
});
