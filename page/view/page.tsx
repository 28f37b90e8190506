import type { ComponentChildren } from "preact";
import { ROUNDING } from "../../src/support/figures.ts";
import type { ToldPage } from "../told/page.ts";
import { Checks } from "./checks.tsx";
import { Constellation } from "./constellation.tsx";
import { Decisions, Drills, Power } from "./governance.tsx";
import { StaticJobs } from "./jobs.tsx";
import { Money } from "./money.tsx";
import { Needs } from "./needs.tsx";
import { Section } from "./parts.tsx";
import { changedIn, State } from "./state.tsx";
import { Temperature } from "./temperature.tsx";
import { Timeline } from "./timeline.tsx";
import { Verdict } from "./verdict.tsx";

/** What scripts put in the place of what stands in the file. */
export interface Slots {
  readonly notice?: ComponentChildren;
  readonly sound?: ComponentChildren;
  readonly timeline?: ComponentChildren;
  readonly jobs?: ComponentChildren;
  /** What changed in the state, and of which decisions that is told. */
  readonly state?: { readonly section: ComponentChildren; readonly changed: ReadonlySet<string> } | null;
  readonly evidence?: ComponentChildren;
  readonly check?: ComponentChildren;
}

const SECTIONS = [
  ["verdict", "Verdict"],
  ["needs", "What needs you"],
  ["timeline", "Timeline"],
  ["jobs", "Jobs"],
  ["money", "Money"],
  ["power", "Power"],
  ["decisions", "Decisions"],
  ["drills", "Drills"],
  ["temperature", "Temperature"],
  ["state", "What changed"],
  ["evidence", "Evidence"],
  ["check", "Check it"],
] as const;

const STATIC_WIDTH = 1100;

/** All of the page, with or without scripts. */
export function Page({ page, slots = {} }: { page: ToldPage; slots?: Slots }) {
  const anchors = slots.jobs === undefined;
  const temperature = page.temperature.ok ? page.temperature.value : null;
  const changed = slots.state?.changed ?? changedIn(page.state.ok ? page.state.value : null);
  return (
    <>
      <a class="skip" href="#verdict">
        Skip to the verdict
      </a>
      <header>
        <p class="soft">OmniSovereign mission dossier</p>
        <h1>{titleOf(page)}</h1>
        {page.verdict.ok && <p>{page.verdict.value.objective}</p>}
        <nav aria-label="Sections">
          <ul>
            {SECTIONS.map(([id, title]) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
              </li>
            ))}
          </ul>
        </nav>
        {slots.notice}
      </header>
      <main>
        <Section id="verdict" title="Verdict" told={page.verdict}>
          {(verdict) => <Verdict verdict={verdict} sound={slots.sound} />}
        </Section>
        <Section id="needs" title="What needs you" told={page.needs}>
          {(needs) => <Needs told={needs} />}
        </Section>
        <Section id="timeline" title="Timeline" told={page.timeline}>
          {(timeline) =>
            slots.timeline ?? <Timeline timeline={timeline} temperature={temperature} width={STATIC_WIDTH} />
          }
        </Section>
        <Section id="jobs" title="Jobs" told={page.jobs}>
          {(jobs) => slots.jobs ?? <StaticJobs jobs={jobs} />}
        </Section>
        <Section id="money" title="Money" told={page.money}>
          {(money) => <Money told={money} />}
        </Section>
        <Section id="power" title="Power" told={page.power}>
          {(power) => <Power told={power} />}
        </Section>
        <Section id="decisions" title="Decisions" told={page.decisions}>
          {(decisions) => <Decisions told={decisions} anchors={anchors} changed={changed} />}
        </Section>
        <Section id="drills" title="Drills" told={page.drills}>
          {(drills) => <Drills drills={drills} anchors={anchors} />}
        </Section>
        <Section id="temperature" title="Temperature" told={page.temperature}>
          {(temperature) => <Temperature told={temperature} />}
        </Section>
        {slots.state?.section ?? (
          <Section id="state" title="What changed in the state" told={page.state}>
            {(state) => <State told={state} />}
          </Section>
        )}
        <Section id="evidence" title="Evidence" told={page.constellation}>
          {(constellation) => (
            <>
              {slots.evidence ?? (
                <p class="note">
                  With scripts, every receipt, transaction and event can be searched and read here. Without
                  them, they lie in the folder <code>data/</code> beside this page.
                </p>
              )}
              <Constellation told={constellation} />
            </>
          )}
        </Section>
        <section aria-labelledby="check">
          <h2 id="check">Check it</h2>
          <Checks root={page.root}>{slots.check}</Checks>
        </section>
      </main>
      <footer class="soft">{ROUNDING}</footer>
    </>
  );
}

export function titleOf({ verdict }: ToldPage): string {
  return verdict.ok ? verdict.value.title : "A dossier that cannot be told";
}
