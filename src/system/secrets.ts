/** Where the passphrase of an encrypted key is taken from. */
export const PASSPHRASE = "OMNISOVEREIGN_KEY_PASSPHRASE";

/** @returns an environment for another process: what only this one may know is not in it. */
export function withoutSecrets({ [PASSPHRASE]: _, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return env;
}
