import { resolve } from "node:path";
import { loadSigner } from "../../attest/signer.ts";
import { EXIT } from "../../errors/error.ts";
import { inLog } from "../../system/workflow-log.ts";
import { attestDossier } from "../../verify/attest-dossier.ts";
import { verifyDossier } from "../../verify/verify-dossier.ts";
import { exitOfVerify, formatVerify } from "../../verify/verify-report.ts";

/** `omnisovereign attest DOSSIER`: what does not verify is not signed. */
export async function attest(dossier: string, { key }: { readonly key: string }): Promise<number> {
  const folder = resolve(dossier);
  const signer = await loadSigner(resolve(key), process.env);
  const check = await verifyDossier(folder, {});
  if (check.report.verdict !== "intact") {
    process.stdout.write(inLog(formatVerify(check.report)));
    return exitOfVerify(check.report);
  }
  const paths = await attestDossier(folder, ["provenance", "checks"], { check, signer });
  console.log(
    [...paths.map((path) => `signed  ${path}`), `key     ${signer.id}`, `root    ${check.report.root}`].join(
      "\n",
    ),
  );
  return EXIT.done;
}
