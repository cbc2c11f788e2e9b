import type { Environment } from '../../core/dialect/session.js';
import type { Localizer } from './localizer.js';

/** An environment as lists and sentences name it. Production is in capitals: it must be seen without its colour. */
export function environmentWord(environment: Environment, l10n: Localizer): string {
  switch (environment) {
    case 'development':
      return l10n.t('development');
    case 'staging':
      return l10n.t('staging');
    case 'production':
      return l10n.t('PRODUCTION');
    default:
      return environment satisfies never;
  }
}
