/** A field of work with what is done in it, from the first job of a track to its last. */
export interface Sector {
  readonly key: string;
  readonly name: string;
  readonly begin: readonly string[];
  readonly build: readonly string[];
  readonly close: readonly string[];
  readonly skills: readonly string[];
}

export const SECTORS: readonly Sector[] = [
  {
    key: "GRID",
    name: "energy",
    begin: ["Survey feeders and critical loads", "Model outages of the local grid"],
    build: [
      "Commission islandable storage",
      "Fit protection relays at substations",
      "Connect rooftop generation",
    ],
    close: ["Run the islanding test", "Reconcile meters with dispatch records"],
    skills: ["Feeder modelling", "Battery commissioning"],
  },
  {
    key: "WATER",
    name: "water",
    begin: ["Place pressure and leak sensors", "Sample wells and reservoirs"],
    build: [
      "Renew the worst trunk mains",
      "Bring the reuse plant into operation",
      "Fit backup power to pumps",
    ],
    close: ["Prove ten days of self-supply", "Publish the daily water balance"],
    skills: ["Leak telemetry", "Pump scheduling"],
  },
  {
    key: "MOVE",
    name: "mobility",
    begin: ["Count journeys and freight by hour", "Map depots and charging needs"],
    build: ["Electrify two bus lines", "Open a shared freight depot", "Retime junctions for buses"],
    close: ["Drive the evacuation timetable", "Compare journeys before and after"],
    skills: ["Depot charging", "Timetable planning"],
  },
  {
    key: "CARE",
    name: "health",
    begin: ["List patients who depend on power", "Audit cold chains of clinics"],
    build: ["Equip clinics with backup power", "Link ambulance dispatch", "Train home care teams"],
    close: ["Rehearse a clinic's blackout day", "Review response times with patients"],
    skills: ["Backup power drills", "Cold chain monitoring"],
  },
  {
    key: "HOME",
    name: "housing",
    begin: ["Inspect roofs and wiring of public housing", "Measure heat losses block by block"],
    build: ["Insulate the coldest blocks", "Replace boilers by heat pumps", "Shade schools and courtyards"],
    close: ["Measure a winter's heat again", "Hand the maintenance book to tenants"],
    skills: ["Building surveys", "Heat pump fitting"],
  },
  {
    key: "DATA",
    name: "digital",
    begin: ["Record which services depend on which", "Agree on formats for public data"],
    build: [
      "Move registers to the shared platform",
      "Set up a second data room",
      "Open service status by interface",
    ],
    close: ["Restore every register from backup", "Have access logs audited"],
    skills: ["Service inventories", "Recovery exercises"],
  },
  {
    key: "FOOD",
    name: "food",
    begin: ["Trace staple supplies for a month", "Test soils of allotments"],
    build: ["Open a cooled wholesale hall", "Start three community kitchens", "Build seed and grain stores"],
    close: ["Feed a district from local stores for a week", "Publish prices and waste"],
    skills: ["Supply tracing", "Cold storage"],
  },
  {
    key: "SAFE",
    name: "assurance",
    begin: ["Collect risks from every district", "Map sirens and shelters"],
    build: ["Renew warning sirens", "Train volunteer wardens", "Stock two emergency depots"],
    close: ["Rehearse the warning chain", "Reconcile all evidence with the ledger"],
    skills: ["Outage exercises", "Evidence reconciliation"],
  },
];

export const COUNTRIES = [
  "Halden",
  "Osmere",
  "Tessaly",
  "Corvane",
  "Ilmarra",
  "Brenholt",
  "Suvela",
  "Marrow Isles",
];
export const PROGRAMMES = ["Continuity Programme", "Resilience Accord", "Renewal Compact", "Readiness Plan"];

export const CITIES = [
  "Larkhaven",
  "Ondal",
  "Brimwater",
  "Carrow",
  "Quillon",
  "Pellmere",
  "Vellin Ford",
  "Dunmarrow",
  "Solvane",
  "Tarn Ridge",
];

/** Regions by id. */
export const REGIONS: readonly { readonly id: string; readonly name: string; readonly goal: string }[] = [
  {
    id: "TIDEWAY",
    name: "Tideway Coast",
    goal: "Keep ports, dunes and coastal power working through storms.",
  },
  { id: "HIGHFELL", name: "Highfell Range", goal: "Share snow water and rail capacity between valleys." },
  {
    id: "SUNPLAIN",
    name: "Sunplain Belt",
    goal: "Give dry districts power and cold storage that they maintain themselves.",
  },
  {
    id: "GREENRIFT",
    name: "Greenrift Forests",
    goal: "Watch, thin and insure forests before the fire season.",
  },
  { id: "LONGRIVER", name: "Longriver Basin", goal: "Hold floods back and share low water fairly." },
  { id: "ISLES", name: "Outer Isles", goal: "Link microgrids, desalination and medical transport." },
  { id: "ICEBAY", name: "Icebay Shore", goal: "Keep settlements supplied while the ground thaws." },
  { id: "REDSTEPPE", name: "Red Steppe", goal: "Restore pasture, wells and roads of herding districts." },
];

export const KPIS = [
  "Every job's evidence is published within a day",
  "Outages are answered within four hours",
  "No validator judges work of its own region",
  "Unspent funds return to the treasury each quarter",
  "Forecasts miss by less than eight percent",
];

export const MANDATES = [
  "Technical safety",
  "Settlement and escrow",
  "Energy and emission accounts",
  "Labour and accessibility",
  "Protection of data",
  "Public health",
  "Provenance of evidence",
];

export const SEATS = [
  "Delegate of the districts",
  "Treasury counsel",
  "Scientific counsel",
  "Assembly of citizens",
  "Regulator of utilities",
  "Observer of the courts",
  "Delegate of the trades",
];
