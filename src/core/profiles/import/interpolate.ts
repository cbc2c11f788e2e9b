/** `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `$NAME`, and `$$` for a dollar. */
const reference = /\$(?:\$|\{([A-Za-z_][A-Za-z0-9_]*)(?:(:?)-([^{}]*))?\}|([A-Za-z_][A-Za-z0-9_]*))/g;

/**
 * The text with the variables that compose files and `.env` files refer to; one that is not set is empty
 * (https://docs.docker.com/reference/compose-file/interpolation/).
 */
export function interpolate(text: string, variables: Readonly<Record<string, string | undefined>>): string {
  return text.replace(
    reference,
    (whole, braced?: string, colon?: string, fallback?: string, plain?: string) => {
      if (whole === '$$') return '$';
      const value = variables[braced ?? plain ?? ''];
      const isMissing = value === undefined || (colon === ':' && value === '');
      return isMissing ? (fallback ?? '') : value;
    },
  );
}
