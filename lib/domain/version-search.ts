/** One word of a search: it stands in the name of the shot or of the asset, or is the version's number. */
export interface SearchWord {
  text: string;
  /** 3 for "v003"; null for a word that is no version number. */
  version: number | null;
}

const mostWords = 8;

/** The words of what somebody typed or pasted: "sh0010 comp v003", "sh0010_compout_v003". Each once, at most eight. */
export function searchWords(typed: string): SearchWord[] {
  // "%" and "_" stand for any text in ftrack's `like`.
  const words = new Set(typed.toLowerCase().split(/[\s_%]+/));
  words.delete("");
  return [...words].slice(0, mostWords).map((text) => {
    const number = /^v0*(\d{1,6})$/.exec(text)?.[1];
    return { text, version: number === undefined ? null : Number(number) };
  });
}
