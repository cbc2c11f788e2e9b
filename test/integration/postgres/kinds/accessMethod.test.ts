import { describeConvergence } from './convergenceCases.js';

describeConvergence('access methods', [
  {
    name: 'makes and drops access methods, with a table that is stored by one',
    before: 'create access method gone type index handler bthandler',
    after: `create access method "He.ap" type table handler heap_tableam_handler; create table t (a int) using "He.ap";
      create access method tree type index handler bthandler; comment on access method tree is 'sorts'`,
  },
  {
    name: 'makes one with another handler again',
    before: 'create access method tree type index handler bthandler',
    after: 'create access method tree type index handler hashhandler',
  },
]);
