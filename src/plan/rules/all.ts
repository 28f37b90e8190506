import { jobsStayInAllocations, sumsStayInBudget } from "./budget.ts";
import { amountsCount } from "./caps.ts";
import { addressesAreTyped } from "./checksums.ts";
import type { Rule } from "./context.ts";
import { deliverablesAreThere } from "./deliverables.ts";
import { evidenceComesFirst } from "./evidence.ts";
import {
  commandsParse,
  principalsAreNamed,
  signersSuffice,
  temperaturesAreBounded,
  temperaturesAreOrdered,
} from "./governance.ts";
import { idsAreUnique } from "./ids.ts";
import { nothingIsIgnoredSilently } from "./ignored.ts";
import { juriesCanSit } from "./jury.ts";
import { councilsFitTogether, othersSettle } from "./mission.ts";
import { uncertaintyComparesWithValue } from "./nat-price.ts";
import { dependenciesAreOrdered } from "./order.ts";
import { handlesFitTheRegistry, participantsSuffice } from "./participants.ts";
import { pathsStayInside } from "./paths.ts";
import { referencesExist } from "./places.ts";
import { policiesCanAct } from "./policies.ts";
import { protocolIsConsistent } from "./protocol.ts";
import { bonusesAreRatios } from "./ratios.ts";
import { regionsAreNotTheirOwnAgents, regionsCanAct, regionsHaveTheirOwnKeys } from "./regions.ts";

/** Every cross-field rule; none depends on another having passed. */
export const RULES: readonly Rule[] = [
  idsAreUnique,
  regionsHaveTheirOwnKeys,
  dependenciesAreOrdered,
  sumsStayInBudget,
  jobsStayInAllocations,
  referencesExist,
  temperaturesAreOrdered,
  temperaturesAreBounded,
  commandsParse,
  principalsAreNamed,
  signersSuffice,
  addressesAreTyped,
  handlesFitTheRegistry,
  bonusesAreRatios,
  protocolIsConsistent,
  pathsStayInside,
  evidenceComesFirst,
  deliverablesAreThere,
  amountsCount,
  uncertaintyComparesWithValue,
  nothingIsIgnoredSilently,
  othersSettle,
  councilsFitTogether,
];

/** Rules about what the contracts will do, by the values that hold in the mission. */
export const STAFF_RULES: readonly Rule[] = [
  participantsSuffice,
  policiesCanAct,
  juriesCanSit,
  regionsCanAct,
  regionsAreNotTheirOwnAgents,
];
