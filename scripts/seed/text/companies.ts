/** The client companies, in the order of their ids. All of them are invented. */
export type Trade = 'design' | 'food' | 'health' | 'workshop' | 'hospitality' | 'culture' | 'learning' | 'land';

export interface Company {
  readonly id: string;
  readonly name: string;
  readonly trade: Trade;
  /** Buildings that the work is about. */
  readonly sites: readonly string[];
  readonly currency: 'EUR' | 'CHF';
}

/** The engineering office that runs the portal. */
export const BUSINESS = {
  name: 'Fennway Consulting Engineers',
  domain: 'fennway.example',
  address: 'Fennway Consulting Engineers, 14 Sluice Row',
} as const;

function company(id: string, name: string, trade: Trade, sites: readonly string[], currency: 'EUR' | 'CHF' = 'EUR'): Company {
  return { id, name, trade, sites, currency };
}

export const COMPANIES: readonly Company[] = [
  company('harbor-finch', 'Harbor & Finch Architects', 'design', [
    'Customs House',
    'Rope Walk Lofts',
    'Pier Street School',
    'Warehouse 12',
    'Quayside Library',
    'Signal Tower',
    'Harbour Quarter Lot 4',
  ]),
  company('lumen-bakery', 'Lumen Bakery Group', 'food', ['Mill Lane bakehouse', 'Station Square shop', 'East depot']),
  company('alder-row-clinic', 'Alder Row Clinic', 'health', ['Main building', 'Day surgery wing']),
  company('tannery-lane-joinery', 'Tannery Lane Joinery', 'workshop', ['Tannery Lane workshop', 'Timber store']),
  company('quill-and-rye', 'Quill & Rye Brewing', 'food', ['Brewhouse', 'Bottling hall']),
  company('saltmarsh-oysters', 'Saltmarsh Oyster Farm', 'land', ['Grading shed', 'Landing stage']),
  company('northfold-dental', 'Northfold Dental Practice', 'health', ['Northfold surgery']),
  company('three-bells-inn', 'Three Bells Inn', 'hospitality', ['Inn and courtyard', 'Guest house annexe']),
  company('larkmoor-school', 'Larkmoor Primary School', 'learning', ['Main school', 'Sports hall']),
  company('copperleaf-kitchens', 'Copperleaf Kitchens', 'workshop', ['Showroom', 'Fitting shop']),
  company('weir-street-print', 'Weir Street Print House', 'workshop', ['Press hall', 'Bindery']),
  company('merrow-boatyard', 'Merrow Boatyard', 'workshop', ['Slipway shed', 'Paint hall']),
  company('hollin-physio', 'Hollin Physiotherapy', 'health', ['Hollin Street rooms']),
  company('ostler-coachworks', 'Ostler Coachworks', 'workshop', ['Body shop', 'Spray booth']),
  company('fernhill-plants', 'Fernhill Plant Nursery', 'land', ['Glasshouse 2', 'Potting hall']),
  company('bramble-day-nursery', 'Bramble Day Nursery', 'learning', ['Garden building']),
  company('pell-and-daughters', 'Pell & Daughters Upholstery', 'workshop', ['Cutting room']),
  company('ravensgill-stone', 'Ravensgill Stoneworks', 'workshop', ['Saw shed', 'Yard office']),
  company('opal-lantern-theatre', 'Opal Lantern Theatre', 'culture', ['Auditorium', 'Scenery dock']),
  company('millrace-dairy', 'Millrace Dairy', 'food', ['Cheese store', 'Filling line']),
  company('sable-and-thorn', 'Sable & Thorn Interiors', 'design', ['Corn Exchange offices', 'Bishop Street flats']),
  company('kettlewren-cycles', 'Kettlewren Cycle Workshop', 'workshop', ['Arch 7']),
  company('dunmere-vets', 'Dunmere Veterinary Surgery', 'health', ['Dunmere surgery', 'Large animal barn']),
  company('oxbow-housing', 'Oxbow Housing Cooperative', 'land', ['Meadow Court', 'Weaver Terrace', 'Block C']),
  company('pantry-nine', 'Pantry Nine Catering', 'food', ['Production kitchen']),
  company('gable-and-moss', 'Gable & Moss Architects', 'design', ['Tithe Barn', 'Cooper Street offices']),
  company('stonecroft-library', 'Stonecroft Library Trust', 'culture', ['Reading rooms', 'Archive']),
  company('vintners-yard', 'Vintners Yard Cellars', 'hospitality', ['Vaults', 'Tasting room']),
  company('harrowdale-farm', 'Harrowdale Farm Shop', 'land', ['Shop and café', 'Packing barn']),
  company('tern-island-ferries', 'Tern Island Ferries', 'land', ['Ticket hall', 'Maintenance quay']),
  company('lockside-climbing', 'Lockside Climbing Hall', 'culture', ['Climbing hall']),
  company('marigold-laundry', 'Marigold Laundry', 'workshop', ['Wash house', 'Boiler room']),
  company('foxglove-pharmacy', 'Foxglove Pharmacy', 'health', ['High Street branch']),
  company('ironbark-forge', 'Ironbark Forge', 'workshop', ['Forge hall'], 'CHF'),
  company('silver-birch-care', 'Silver Birch Care Home', 'health', ['West wing', 'Kitchen block']),
  company('cobble-and-crumb', 'Cobble & Crumb Bakery', 'food', ['Back Lane bakery'], 'CHF'),
  company('elmstead-optics', 'Elmstead Optics Workshop', 'workshop', ['Clean room', 'Grinding shop']),
  company('windle-glass', 'Windle Glass Studio', 'workshop', ['Hot shop']),
  company('juniper-court-hotel', 'Juniper Court Hotel', 'hospitality', ['Main house', 'Spa building']),
  company('rookery-sound', 'Rookery Sound Studios', 'culture', ['Studio A', 'Live room']),
];
