import { join } from "node:path";
import { config } from "dotenv";

/** Adds to the environment what the `.env` of a folder says and the environment does not. */
export function readDotenv(folder: string): void {
  config({ path: join(folder, ".env"), quiet: true });
}
