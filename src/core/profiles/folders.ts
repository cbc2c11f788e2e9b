/** The names of nested folders: `Shop / Europe` -> `Shop`, `Europe`. */
export function folderPath(folder: string | undefined): readonly string[] {
  return (folder ?? '')
    .split('/')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Every folder that connections lie in, and the folders that these lie in. */
export function foldersOf(folders: readonly (string | undefined)[]): readonly string[] {
  const paths = folders.flatMap((folder) => {
    const names = folderPath(folder);
    return names.map((_, index) => names.slice(0, index + 1).join('/'));
  });
  return [...new Set(paths)].sort((a, b) => a.localeCompare(b));
}
