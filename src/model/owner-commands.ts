import { npmRun } from "./scripts.ts";

const HERE = "-- --network localhost";

/** What an owner types to change something, as findings and documents name it. */
export const OWNER_COMMANDS = {
  pause: `${npmRun("ownerPause")} ${HERE} --pause --execute`,
  resume: `${npmRun("ownerPause")} ${HERE} --resume --execute`,
  rehearsePause: npmRun("pauseTest"),
  revoke: (role: string, holder: string) =>
    `${npmRun("ownerRoles")} ${HERE} --revoke ${role} --from ${holder} --execute`,
  cancel: (operation: string) => `${npmRun("ownerRoles")} ${HERE} --cancel ${operation} --execute`,
  set: (parameter: string, value: string) =>
    `${npmRun("ownerParams")} ${HERE} --set ${parameter}=${value} --execute`,
  setPoint: (degrees: string) => `${npmRun("thermostatUpdate")} ${HERE} --temperature ${degrees} --execute`,
  report: `${npmRun("missionControl")} ${HERE}`,
} as const;
