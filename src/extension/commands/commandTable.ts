import { applyEditedScript } from '../apply/applyEdited.js';
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
import { exportConnections, importConnections } from './importConnections.js';
import { moveToFolder } from './moveToFolder.js';
import { acceptRename, forgetRename, rejectRename } from './renames.js';
import { openAllDiffs, openObjectDiff, stepToObject } from './diffs.js';
import { chooseGrouping, clearFilter, filterDrift, invertTicks, tick, untick } from './drift.js';
import { showJournalScript } from './history.js';
import { ignoreObjects } from './ignore.js';
import { createSampleConfig } from './sampleConfig.js';
import { applyAll, applyObject, applySelected, copyPatch, previewPatch, savePatch } from './patch.js';

/** What a command does with what VS Code hands over: from a tree, the row and then all selected rows. */
export type CommandBody = (services: Services, argument: unknown, selection: unknown) => Promise<void> | void;

/**
 * Every command of the extension, by its id in package.json. Those of `shown` and `ticked` stand in the title of the
 * Drift view, where VS Code hands over the row that happens to be selected: they are not about it.
 */
export const commandTable: Readonly<Record<string, CommandBody>> = {
  'dbvc.connections.add': (services) => addConnection(services),
  'dbvc.connections.addFromString': (services) => addConnection(services, 'string'),
  'dbvc.connections.import': importConnections,
  'dbvc.connections.export': exportConnections,
  'dbvc.connections.edit': editConnection,
  'dbvc.connections.moveToFolder': moveToFolder,
  'dbvc.connections.duplicate': duplicateConnection,
  'dbvc.connections.remove': removeConnection,
  'dbvc.connections.test': testConnection,
  'dbvc.connections.retry': testConnection,
  'dbvc.connections.useAsSource': (services, row) => useAs(services, 'source', row),
  'dbvc.connections.useAsTarget': (services, row) => useAs(services, 'target', row),
  'dbvc.compare': compareDatabases,
  'dbvc.compare.refresh': refresh,
  'dbvc.compare.swap': swapSides,
  'dbvc.compare.cancel': (services) => {
    services.comparison.cancel();
  },
  'dbvc.drift.openDiff': openObjectDiff,
  'dbvc.drift.openAllDiffs': openAllDiffs,
  'dbvc.drift.nextObject': (services) => stepToObject(services, 1),
  'dbvc.drift.previousObject': (services) => stepToObject(services, -1),
  'dbvc.drift.groupBy': chooseGrouping,
  'dbvc.drift.filter': filterDrift,
  'dbvc.drift.clearFilter': clearFilter,
  'dbvc.drift.selectAll': tick,
  'dbvc.drift.selectNone': untick,
  'dbvc.drift.invertSelection': invertTicks,
  'dbvc.shown.openAllDiffs': (services) => openAllDiffs(services, undefined, undefined),
  'dbvc.shown.selectAll': (services) => tick(services, undefined, undefined),
  'dbvc.shown.selectNone': (services) => untick(services, undefined, undefined),
  'dbvc.shown.invertSelection': (services) => invertTicks(services, undefined, undefined),
  'dbvc.drift.ignore': ignoreObjects,
  'dbvc.rename.accept': acceptRename,
  'dbvc.rename.reject': rejectRename,
  'dbvc.rename.forget': forgetRename,
  'dbvc.apply.object': applyObject,
  'dbvc.apply.selected': applySelected,
  'dbvc.apply.all': applyAll,
  'dbvc.patch.preview': previewPatch,
  'dbvc.patch.save': savePatch,
  'dbvc.patch.copy': copyPatch,
  'dbvc.patch.applyEdited': applyEditedScript,
  'dbvc.ticked.preview': (services) => previewPatch(services, undefined, undefined),
  'dbvc.ticked.save': (services) => savePatch(services, undefined, undefined),
  'dbvc.ticked.copy': (services) => copyPatch(services, undefined, undefined),
  'dbvc.history.showScript': (services, row) => showJournalScript(services, row, 'script'),
  'dbvc.history.showRollback': (services, row) => showJournalScript(services, row, 'rollback'),
  'dbvc.demo.start': startDemo,
  'dbvc.demo.reset': resetDemo,
  'dbvc.config.createSample': createSampleConfig,
  'dbvc.showLog': (services) => {
    services.log.show();
  },
};
