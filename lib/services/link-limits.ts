/**
 * Folders of one upload that are linked side by side. The kernel locks a folder while a name is made in it, so speed on
 * storage that is far away comes from folders, not from names; what runs at once on one volume is bounded by its lane.
 */
export const foldersAtOnce = 16;
