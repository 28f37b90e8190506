/** This process's environment without what somebody has chosen for a mission of their own. */
export function nothingChosen() {
  return {
    ...process.env,
    OMNISOVEREIGN_OUT: "",
    OMNISOVEREIGN_PLAN: "",
    OMNISOVEREIGN_READINGS: "",
    RPC_URL: "",
  };
}
