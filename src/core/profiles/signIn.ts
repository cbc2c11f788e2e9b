/** How a profile signs in: with a password, or with a token that a cloud gives to who may log in there. */
export const signIns = ['password', 'aws-rds-iam', 'entra-id'] as const;

export type SignIn = (typeof signIns)[number];

/** The ways of which the secret is a token, made anew for each login. */
export type CloudSignIn = Exclude<SignIn, 'password'>;
