import { jobsStayInAllocations, sumsStayInBudget } from "./budget.ts";
import type { Rule } from "./context.ts";
import { evidenceComesFirst } from "./evidence.ts";
import {
  commandsParse,
  principalsAreNamed,
  temperaturesAreBounded,
  temperaturesAreOrdered,
} from "./governance.ts";
import { idsAreUnique } from "./ids.ts";
import { nothingIsIgnoredSilently } from "./ignored.ts";
import { juriesCanSit } from "./jury.ts";
import { dependenciesAreOrdered } from "./order.ts";
import { handlesFitTheRegistry, participantsSuffice } from "./participants.ts";
import { pathsStayInside } from "./paths.ts";
import { referencesExist } from "./places.ts";
import { policiesCanAct } from "./policies.ts";
import { protocolIsConsistent } from "./protocol.ts";
import { bonusesAreRatios } from "./ratios.ts";

/** Every cross-field rule; none depends on another having passed. */
export const RULES: readonly Rule[] = [
  idsAreUnique,
  dependenciesAreOrdered,
  sumsStayInBudget,
  jobsStayInAllocations,
  referencesExist,
  temperaturesAreOrdered,
  temperaturesAreBounded,
  commandsParse,
  principalsAreNamed,
  handlesFitTheRegistry,
  participantsSuffice,
  bonusesAreRatios,
  policiesCanAct,
  juriesCanSit,
  protocolIsConsistent,
  pathsStayInside,
  evidenceComesFirst,
  nothingIsIgnoredSilently,
];
