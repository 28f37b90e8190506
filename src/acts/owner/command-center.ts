import { commandCenterForms } from "../../dossier/owner-documents.ts";
import type { CommandCenter } from "../../model/owner.ts";
import { readCommandCenter } from "./read-command-center.ts";
import type { OwnerReport } from "./report.ts";

/** Who may do what, how healthy every module is, and what to do first. */
export const COMMAND_CENTER: OwnerReport<CommandCenter> = {
  name: "command-center",
  read: readCommandCenter,
  compose: commandCenterForms,
};
