/** What may happen to what a person chose by itself: the confirmation says what. */
export const everything = { allowDrops: true, allowDataLoss: true, allowRebuilds: true };
