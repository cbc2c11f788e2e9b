import type { Services } from '../services.js';
import { compareDatabases, refresh, swapSides } from './compare.js';
import {
  addConnection,
  duplicateConnection,
  editConnection,
  removeConnection,
  testConnection,
  useAs,
} from './connections.js';
import { resetDemo, startDemo } from './demo.js';
import { acceptRename, forgetRename, rejectRename } from './renames.js';
import { applyAll, applyObject, openObjectDiff, previewPatch, savePatch } from './patch.js';

/** What a command does with what VS Code hands over: from a tree, the row and then all selected rows. */
export type CommandBody = (services: Services, argument: unknown, selection: unknown) => Promise<void> | void;

/** Every command of the extension, by its id in package.json. */
export const commandTable: Readonly<Record<string, CommandBody>> = {
  'dbvc.connections.add': (services) => addConnection(services),
  'dbvc.connections.addFromString': (services) => addConnection(services, 'string'),
  'dbvc.connections.edit': editConnection,
  'dbvc.connections.duplicate': duplicateConnection,
  'dbvc.connections.remove': removeConnection,
  'dbvc.connections.test': testConnection,
  'dbvc.connections.useAsSource': (services, row) => useAs(services, 'source', row),
  'dbvc.connections.useAsTarget': (services, row) => useAs(services, 'target', row),
  'dbvc.compare': compareDatabases,
  'dbvc.compare.refresh': refresh,
  'dbvc.compare.swap': swapSides,
  'dbvc.compare.cancel': (services) => {
    services.comparison.cancel();
  },
  'dbvc.drift.openDiff': openObjectDiff,
  'dbvc.rename.accept': acceptRename,
  'dbvc.rename.reject': rejectRename,
  'dbvc.rename.forget': forgetRename,
  'dbvc.apply.object': applyObject,
  'dbvc.apply.all': applyAll,
  'dbvc.patch.preview': previewPatch,
  'dbvc.patch.save': savePatch,
  'dbvc.demo.start': startDemo,
  'dbvc.demo.reset': resetDemo,
  'dbvc.showLog': (services) => {
    services.log.show();
  },
};
