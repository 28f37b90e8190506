import { parametersForms } from "../../dossier/owner-documents.ts";
import type { ParameterMatrix } from "../../model/owner.ts";
import { readParameters } from "../../observe/owner/parameters.ts";
import type { OwnerReport } from "./report.ts";

/** Every parameter on chain beside what the plan and authorised changes make it. */
export const PARAMETERS: OwnerReport<ParameterMatrix> = {
  name: "parameters",
  read: readParameters,
  compose: parametersForms,
};
