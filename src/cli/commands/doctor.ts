import { resolve } from "node:path";
import { EXIT } from "../../errors/error.ts";
import { runPaths } from "../../run/locations.ts";
import { toJson } from "../../support/json.ts";
import { printable } from "../../support/text.ts";
import { readDotenv } from "../../system/dotenv.ts";
import { PACKAGE } from "../../system/root.ts";
import { typable } from "../../system/typable.ts";
import { inLog } from "../../system/workflow-log.ts";
import { columns } from "../columns.ts";
import { type Check, checkAll } from "../doctor-checks.ts";

/** `omnisovereign doctor` */
export async function doctor({ json }: { readonly json?: boolean }): Promise<number> {
  readDotenv(process.cwd());
  const { out } = runPaths({}, process.env);
  const checks = await checkAll({ project: PACKAGE, out: resolve(out), env: process.env });
  const healthy = checks.every(({ status }) => status !== "fault");
  process.stdout.write(
    json ? toJson({ format: "omnisovereign-doctor/1", healthy, checks }) : inLog(`${table(checks)}\n`),
  );
  return healthy ? EXIT.done : EXIT.environment;
}

function table(checks: readonly Check[]): string {
  return columns(checks.map(row), ["left", "left", "left"]);
}

function row({ id, status, found, mend }: Check): readonly string[] {
  const text = mend === null ? found : `${found.replace(/\.$/, "")}.  ${typable(mend, {})}`;
  return [status, id, printable(text)];
}
