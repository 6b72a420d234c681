/**
 * Folders of one upload that are linked side by side. The kernel locks a folder while a name is made in it, so speed on
 * storage that is far away comes from folders, not from names. More of them than `storage.callsAtOnce`: a thread that finds
 * its next call waiting need not be woken for it.
 */
export const foldersAtOnce = 64;
