import { html } from "./html.ts";

export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
}

export interface JunitCase {
  readonly name: string;
  readonly milliseconds?: number;
  readonly outcome:
    | { readonly kind: "passed" }
    | { readonly kind: "skipped" | "failed"; readonly message: string };
}

/**
 * Suites in the form of JUnit that pipelines read (the schema of the Apache Ant task, as Jenkins and GitLab take it). Control
 * characters, which XML 1.0 cannot even escape, are shown.
 */
export function junit(suites: readonly JunitSuite[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...suites.flatMap(suiteLines),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteLines({ name, cases }: JunitSuite): readonly string[] {
  const count = (kind: JunitCase["outcome"]["kind"]): number =>
    cases.filter(({ outcome }) => outcome.kind === kind).length;
  const counts = `tests="${cases.length}" failures="${count("failed")}" skipped="${count("skipped")}"`;
  return [
    `  <testsuite name="${html(name)}" ${counts}>`,
    ...cases.flatMap((each) => caseLines(name, each)),
    "  </testsuite>",
  ];
}

function caseLines(suite: string, { name, milliseconds, outcome }: JunitCase): readonly string[] {
  const time = milliseconds === undefined ? "" : ` time="${(milliseconds / 1_000).toFixed(3)}"`;
  const opening = `    <testcase classname="${html(suite)}" name="${html(name)}"${time}`;
  if (outcome.kind === "passed") return [`${opening}/>`];
  const element = outcome.kind === "failed" ? "failure" : "skipped";
  return [`${opening}>`, `      <${element} message="${html(outcome.message)}"/>`, "    </testcase>"];
}
