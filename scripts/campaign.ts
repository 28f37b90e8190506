/**
 * `npm run campaign NAME` runs the trials of a campaign and writes their counts to `test/campaigns/NAME.json`; with
 * `--sample` it runs as many as `npm test` does, and writes nothing.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CAMPAIGNS } from "../test/campaigns/all.ts";
import type { Campaign } from "../test/campaigns/campaign.ts";

const FOLDER = join(import.meta.dirname, "../test/campaigns");

const [name, flag, ...rest] = process.argv.slice(2);
const campaign = CAMPAIGNS.find((one) => one.name === name);
const isSample = flag === "--sample";

if (campaign && rest.length === 0 && (flag === undefined || isSample)) process.exitCode = await run(campaign);
else {
  console.error("Usage: npm run campaign NAME [-- --sample]\n");
  for (const { name, does } of CAMPAIGNS) console.error(`${name.padEnd(10)} ${does}`);
  process.exitCode = 2;
}

async function run({ name, sample, whole }: Campaign): Promise<number> {
  const { counts, failures } = await (isSample ? sample : whole)(console.log);
  for (const failure of failures) console.error(failure);
  const text = `${JSON.stringify(counts, null, 2)}\n`;
  if (!isSample) await writeFile(join(FOLDER, `${name}.json`), text);
  console.log(`${text}${failures.length} failures`);
  return failures.length === 0 ? 0 : 1;
}
