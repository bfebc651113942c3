import type { Trade } from './companies.ts';

/** A kind of work that the office does. `{site}` stands for the building. */
export interface ProjectType {
  readonly name: string;
  readonly summary: string;
  /** In order; those that start with `*` are the client's to move. */
  readonly milestones: readonly string[];
  /** What is billed, in order. */
  readonly stages: readonly string[];
  /** The usual fee in whole units of the client's currency. */
  readonly fee: readonly [from: number, to: number];
  /** Who needs it; empty for everybody. */
  readonly trades: readonly Trade[];
}

export const PROJECT_TYPES: readonly ProjectType[] = [
  {
    name: 'Energy audit',
    summary: 'Metering over four weeks, a thermal survey and a list of measures for {site}, ranked by what they cost and save.',
    milestones: ['*Access and meter data provided', 'Metering finished', 'Report delivered'],
    stages: ['Metering', 'Report'],
    fee: [3_200, 7_800],
    trades: [],
  },
  {
    name: 'Ventilation renewal',
    summary:
      'The air handling of {site} is 30 years old. We plan its replacement, run the tender and watch over the installation.',
    milestones: [
      'Survey of existing ducts',
      '*Concept approved',
      'Detailed design',
      'Tender evaluated',
      'Installation finished',
      '*Handover protocol signed',
    ],
    stages: ['Survey and concept', 'Detailed design', 'Tender', 'Site supervision'],
    fee: [14_000, 42_000],
    trades: [],
  },
  {
    name: 'Heat recovery',
    summary:
      'Waste heat of the ovens and chillers at {site} is to heat water and rooms. Balance, concept and choice of equipment.',
    milestones: ['Heat balance measured', '*Operating hours confirmed', 'Concept and savings', '*Equipment chosen'],
    stages: ['Measurement', 'Concept'],
    fee: [6_500, 16_000],
    trades: ['food', 'hospitality', 'workshop'],
  },
  {
    name: 'Structural survey',
    summary: 'Load-bearing structure of {site}: opening up, samples, recalculation and a statement on permissible loads.',
    milestones: ['*Opening-up works approved', 'Samples taken', 'Recalculation', 'Statement issued'],
    stages: ['Site investigation', 'Calculation and statement'],
    fee: [4_800, 13_500],
    trades: ['design', 'culture', 'land', 'workshop', 'learning'],
  },
  {
    name: 'Fire safety concept',
    summary:
      'Escape routes, compartments and alarm for {site}, agreed with the building authority before the permit is applied for.',
    milestones: ['Inventory on site', '*Use of rooms confirmed', 'Draft concept', 'Authority consulted', 'Concept issued'],
    stages: ['Draft concept', 'Final concept'],
    fee: [5_500, 15_000],
    trades: ['design', 'culture', 'hospitality', 'learning', 'health'],
  },
  {
    name: 'Emergency power supply',
    summary: 'Standby generator and changeover for {site}, sized for the loads that may never fail.',
    milestones: ['*List of vital loads agreed', 'Load measurement', 'Design', 'Black start test'],
    stages: ['Load study', 'Design', 'Test'],
    fee: [9_000, 24_000],
    trades: ['health', 'food', 'land'],
  },
  {
    name: 'Room acoustics',
    summary: 'Measurement and treatment of reverberation and noise at {site}, with a mock-up before anything is ordered.',
    milestones: ['Measurement', 'Proposal', '*Material samples chosen', 'Check measurement'],
    stages: ['Measurement and proposal', 'Check measurement'],
    fee: [2_900, 8_400],
    trades: ['design', 'culture', 'learning', 'hospitality'],
  },
  {
    name: 'Main distribution board',
    summary:
      'Replacement of the main switchboard at {site} with sub-metering, planned so that the power is off for one night only.',
    milestones: ['Survey of circuits', '*Shutdown date agreed', 'Board ordered', 'Changeover', '*Acceptance signed'],
    stages: ['Survey and design', 'Changeover'],
    fee: [7_200, 19_000],
    trades: [],
  },
  {
    name: 'Solar roof study',
    summary: 'Yield, load reserve of the roof and own use for {site}, with two sizes compared.',
    milestones: ['*Electricity bills provided', 'Roof inspection', 'Study delivered'],
    stages: ['Study'],
    fee: [2_400, 5_600],
    trades: [],
  },
  {
    name: 'Step-free access',
    summary: 'Ramp, lift and door widths that bring {site} up to the present accessibility standard.',
    milestones: ['Measured survey', 'Options drawn', '*Option chosen', 'Permit drawings', 'Permit granted'],
    stages: ['Options', 'Permit drawings'],
    fee: [6_800, 18_500],
    trades: ['design', 'health', 'culture', 'hospitality', 'learning', 'land'],
  },
  {
    name: 'Machine foundation',
    summary: 'Foundation and vibration isolation for the new machine at {site}; limits for the neighbours are kept.',
    milestones: ['*Machine data provided', 'Vibration measurement', 'Foundation design', 'Pour inspected'],
    stages: ['Measurement', 'Design'],
    fee: [5_200, 14_500],
    trades: ['workshop', 'food'],
  },
  {
    name: 'Dust and fume extraction',
    summary: 'Extraction at every work place of {site}, with filters outside of the hall and explosion protection assessed.',
    milestones: ['Work place survey', '*List of machines confirmed', 'Design', 'Balancing and measurement'],
    stages: ['Survey', 'Design', 'Balancing'],
    fee: [8_800, 26_000],
    trades: ['workshop', 'health'],
  },
  {
    name: 'Cold store planning',
    summary: 'A new cold store at {site} with a natural refrigerant; the old plant runs until the new one is accepted.',
    milestones: ['*Storage quantities confirmed', 'Concept', 'Tender evaluated', 'Commissioning', '*Acceptance signed'],
    stages: ['Concept', 'Tender', 'Commissioning'],
    fee: [11_000, 31_000],
    trades: ['food', 'land', 'hospitality'],
  },
  {
    name: 'Water hygiene plan',
    summary: 'Sampling plan, flushing plan and small changes to the pipes so that the drinking water of {site} stays safe.',
    milestones: ['Sampling', '*Flushing plan confirmed'],
    stages: ['Sampling and plan'],
    fee: [1_900, 4_700],
    trades: ['health', 'hospitality', 'learning', 'land'],
  },
  {
    name: 'Lighting renewal',
    summary: 'New luminaires and controls for {site}: calculated, sampled on site and adjusted with the people who work there.',
    milestones: ['Lighting calculation', '*Sample luminaires approved', 'Installation finished'],
    stages: ['Calculation', 'Supervision'],
    fee: [3_600, 9_900],
    trades: [],
  },
  {
    name: 'Building services design',
    summary: 'Heating, cooling, water and electrical services for the conversion of {site}, from concept to tender.',
    milestones: [
      'Basic brief',
      '*Concept approved',
      'Coordination with structure',
      'Detailed design',
      '*Drawings released',
      'Tender',
    ],
    stages: ['Concept', 'Detailed design', 'Tender', 'Coordination'],
    fee: [24_000, 68_000],
    trades: ['design', 'land', 'hospitality', 'health'],
  },
  {
    name: 'Heat pump replacement',
    summary: 'The gas boiler of {site} gives way to a heat pump; flow temperatures, noise and grid connection are examined.',
    milestones: [
      'Heat load calculated',
      'Noise forecast',
      '*Position of outdoor unit agreed',
      'Grid connection approved',
      'Commissioning',
    ],
    stages: ['Study', 'Design', 'Commissioning'],
    fee: [7_500, 21_000],
    trades: [],
  },
  {
    name: 'Flood protection',
    summary: 'Protection of {site} against the hundred-year level: barriers, backflow and a plan of who does what in which hour.',
    milestones: ['Levels surveyed', 'Measures proposed', '*Measures chosen', 'Alarm plan handed over'],
    stages: ['Survey and proposal', 'Alarm plan'],
    fee: [4_400, 12_500],
    trades: ['design', 'land', 'workshop', 'culture', 'food'],
  },
];

/** Services that belong to no project: what is offered and charged besides. */
export const STANDING_SERVICES = [
  { name: 'Annual inspection contract', fee: [1_200, 3_400] },
  { name: 'On-call support, one year', fee: [1_800, 4_200] },
  { name: 'Thermal imaging of the envelope', fee: [850, 1_900] },
  { name: 'Legionella sampling', fee: [420, 980] },
  { name: 'Filter change and air flow check', fee: [560, 1_450] },
  { name: 'Training for caretakers, half a day', fee: [480, 760] },
  { name: 'Portable appliance tests', fee: [390, 1_250] },
  { name: 'Update of as-built drawings', fee: [950, 2_700] },
] as const;
