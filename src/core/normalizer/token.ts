/** What a piece of a dialect's text is. */
export type TokenKind =
  /** A word that the language reserves. A dialect that folds keywords and identifiers alike may call both `identifier`. */
  | 'keyword'
  | 'identifier'
  | 'quoted-identifier'
  /** A literal between quotes or dollar quotes, with its prefix (`E`, `N`, `U&`, `B`, `X`). */
  | 'string'
  | 'number'
  | 'parameter'
  | 'operator'
  /** What stands for itself: brackets, comma, semicolon, dot, colon. */
  | 'punctuation'
  | 'comment'
  /** What no rule of the language explains. It only ever equals itself. */
  | 'other';

/** A piece of a text, by positions in UTF-16 units: `text.slice(start, end)`. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** The token continues the literal before it, because a newline that means something stands between them. */
  readonly continues?: true;
}

/** Everything from where a text stops being readable, e.g. an unterminated literal. */
export interface Unreadable {
  /** 0-based. */
  readonly position: number;
  /** In words: `a quoted text is not closed`. */
  readonly reason: string;
}

/** The tokens of a text, comments included and white space left out, up to where it stops being readable. */
export interface Lexed {
  readonly tokens: readonly Token[];
  readonly unreadable?: Unreadable;
}

/** Cuts texts of one dialect into tokens. */
export interface Lexer {
  tokens(text: string): Lexed;
}
