import type { TicketStory } from './ticket-story.ts';

/** Matters of planning, papers and money. */
export const OFFICE_STORIES: readonly TicketStory[] = [
  {
    subjects: ['Drawing of {place} does not match', 'Which revision is valid for {site}?', 'Duct crosses a beam, {site}'],
    opening: [
      'On the latest drawing the main duct crosses the beam in {place}. The builder has stopped there and wants to know what holds.',
      'We have revisions B and C of the floor plan of {site} in circulation. Which one is released for execution?',
    ],
    firstAnswer: [
      'Well spotted. The beam was lowered in the structural model after our last exchange. Nobody should drill anything yet; you get a proposal tomorrow.',
      'Revision C is released. I will mark B as archived in the portal so that this cannot happen again.',
    ],
    exchange: [
      [
        'The builder can wait until {day}, then it gets expensive.',
        'Understood. We can go under the beam if the suspended ceiling in {place} comes down by 8 cm. Would that be possible?',
      ],
      ['8 cm is too much at the window, 5 would work.', 'With a flat duct of 200 mm it is 5 cm. I have drawn it in red for you.'],
      [
        'That looks good. Does the pressure still suffice?',
        'Yes, 14 Pa more, the fan has reserve. The structural engineer has agreed to it as well.',
      ],
      ['Please send it to the builder directly too.', 'Done, with you in copy. Revision D will hold the change.'],
    ],
    notes: [
      'Model exchange was two weeks late on our side. No extra charge for this one.',
      'Check the same crossing one floor up before revision D goes out.',
    ],
    question: 'Would a ceiling that is 5 cm lower in {place} be acceptable to you? We need a word by {day} to keep the date.',
    thirdParty: 'The structural engineer has to confirm the opening in the beam. She is back on {day}.',
    resolution: 'Revision D is released and with everybody on the list. I close this one.',
  },
  {
    subjects: ['Invoice shows the wrong cost centre', 'Question about our last invoice', 'Cost centre missing on the invoice'],
    opening: [
      'Our accounts department needs the cost centre on the invoice, otherwise it is not paid. Can you issue it again?',
      'On your last invoice for {site} the hours for supervision are higher than in the agreement. Could you tell us what they are made up of?',
    ],
    firstAnswer: [
      'Yes, we can. Please tell us the cost centre, and whether it goes for all future invoices.',
      'Of course. I ask for the time sheets and send them to you. Until this is cleared you need not pay that line.',
    ],
    exchange: [
      [
        'Cost centre is 4410, and yes, for all of them.',
        'Entered. The corrected invoice will be under Invoices this afternoon, with the same number and a note.',
      ],
      [
        'While you are at it: the address is still that of our old office.',
        'Changed as well. It was right in the contract and wrong in our bookkeeping.',
      ],
      ['Will the due date move?', 'Yes, it counts from the day of the corrected invoice.'],
      ['Received and passed on for payment.', 'Thank you. Sorry for the detour.'],
    ],
    notes: [
      'Booked on the wrong project by us. Credit note, and tell the team about the new codes.',
      'Client pays reliably, no reminder for this one please.',
    ],
    question: 'Which cost centre should it be, and who should receive the invoices by mail from now on?',
    thirdParty: 'Our tax adviser has to confirm how the credit note is issued. I expect the answer on {day}.',
    resolution: 'The corrected invoice is in the portal. The old one is cancelled.',
  },
  {
    subjects: ['Please add a colleague to the portal', 'Colleague has left, remove access', 'Access for our new site manager'],
    opening: [
      'A new colleague takes over {site} from the first of the month. Please give him access to drawings and tickets, but not to invoices.',
      'Our assistant has left the company. Please remove her access today, and tell us what she had downloaded last if you can see that.',
    ],
    firstAnswer: [
      'Gladly. I need the name, the business mail address and the telephone number. Drawings and tickets without invoices is the role "Member".',
      'Access is off as of now. I have asked our administrator for the list of downloads.',
    ],
    exchange: [
      [
        'I have sent name and address by phone to your front desk.',
        'Arrived, thank you. The invitation has gone out and holds for a week.',
      ],
      [
        'He says that the mail never arrived.',
        'It was held back by your mail filter. I have sent it again; the sender is portal@fennway.example.',
      ],
      [
        'He is in. He does not see the folder Contracts, is that intended?',
        'Yes, contracts are shared with owners and billing only. Tell us if he should see single ones.',
      ],
      ['No, that is right as it is.', 'Then all is set.'],
    ],
    notes: [
      'Request came from a viewer, not an owner. Got the confirmation by phone from the owner.',
      'List of downloads goes to the owner alone.',
    ],
    question: 'Could an owner of your company confirm this here in a line? We only change access on the word of an owner.',
    thirdParty: 'The mail filter of your provider blocks our invitations. They look into it until {day}.',
    resolution: 'Access is as you asked. You find everybody with their role under Contacts.',
  },
  {
    subjects: ['Delay of the contractor at {site}', 'When does the work at {site} begin?', 'Contractor did not come to {site}'],
    opening: [
      'The contractor was to begin at {site} on Monday, and nobody came. He does not pick up the phone either. Do you know more?',
      'We have to tell our tenants when the work in {place} starts and how long it takes. Which dates can we name?',
    ],
    firstAnswer: [
      'I reached the foreman: their crane was held up on another site. I have asked for a new date in writing by tomorrow.',
      'Name the week and not the day, please: permission for the pavement is still missing. I give you the precise date as soon as we have it.',
    ],
    exchange: [
      [
        'A week later is possible, two are not, because of our opening.',
        'I have told them so. They bring a second team, and the end date stays as it is.',
      ],
      ['Who puts up the notice in the stairwell?', 'We do. The text is under Drawings as a draft, please have a look.'],
      ['Text is fine, only our phone number is the old one.', 'Corrected. It hangs from tomorrow.'],
      ['They have begun. Noise from seven on, is that agreed?', 'From eight on is what was agreed. I call the foreman at once.'],
    ],
    notes: [
      'Second delay of this contractor. Penalty clause begins on the 15th, prepare the letter.',
      'Keep an eye on the scaffold: booked for three weeks only.',
    ],
    question: 'Could you offer {day} or the day after for the acceptance? We need somebody who may sign.',
    thirdParty: 'The town has to give the permission for the pavement. The office says {day} at the latest.',
    resolution: 'Work goes according to the new schedule, which is under Minutes. I close the question.',
  },
  {
    subjects: ['Figures for the grant application', 'Certificate for the bank', 'Energy figures of {site} for our report'],
    opening: [
      'For the grant application we need the yearly savings of the measures at {site} in tonnes of CO2, with the way of calculation. The form is attached.',
      'The bank wants a confirmation of the efficiency class of {site} before it releases the second half. Can you issue that?',
    ],
    firstAnswer: [
      'Yes, we can fill in part B of the form; part A needs your signature. Which year is the base year for you?',
      'We can, once the handover protocol is signed. A draft without a stamp I can let you have this week.',
    ],
    exchange: [
      [
        'Base year is the one before the works.',
        'Then it is 41 tonnes a year. The sheet with the calculation is attached to the report.',
      ],
      [
        'The office asks for the factor for electricity.',
        '0.366 kg per kWh, from the table of the year of the application. I have added the source.',
      ],
      ['Is a draft enough for them at first?', 'I called: yes, it is. It is under Reports, marked as a draft.'],
      ['They have accepted it.', 'Congratulations. The stamped one follows by post.'],
    ],
    notes: [
      'Deadline of the grant is hard. Put it into the calendar of two people.',
      'Check the licence number on the form, ours was renewed.',
    ],
    question:
      'Please send us the gas and electricity bills of the base year, all pages. The deadline is close, so by {day} would help.',
    thirdParty: 'The grant office has to confirm the base year. They have answered that it takes until {day}.',
    resolution: 'All papers are filed and with the office. We keep the calculation for ten years.',
  },
  {
    subjects: ['Change of the order for {site}', 'Additional room at {site}', 'Can we leave out {place}?'],
    opening: [
      'We have decided to leave {place} as it is for now. How does that change the price and the schedule at {site}?',
      'The owner wants one more room in {place}. Is that within the contract, or do you need a change order?',
    ],
    firstAnswer: [
      'Leaving it out saves design but not the shaft, which serves the floor above too. I work out the difference and send it to you.',
      'It changes the air volume and the heat load, so a small change order it will be. About a day and a half of work.',
    ],
    exchange: [
      [
        "A rough figure would help for tomorrow's meeting.",
        'Roughly 3 % of the fee for that stage. Please treat it as an estimate.',
      ],
      [
        'Fine for the owner. Do we sign something?',
        'The change order is under Contracts, waiting for a signature. It has one page.',
      ],
      ['Does the completion date move?', 'By three working days, which the schedule can take.'],
      ['Signed and uploaded.', 'Thank you, we begin right away.'],
    ],
    notes: [
      'Fan reserve is enough for one more room, not for two. Say so in the change order.',
      'Clear with the structural engineer before drawing anything.',
    ],
    question:
      'Should the shaft be built as planned, even if {place} waits? It costs little now and a lot later. Please decide by {day}.',
    thirdParty: 'The building authority has to say whether the change needs a new permit. We expect its answer on {day}.',
    resolution: 'The change is in the contract and in the drawings. Nothing is left open.',
  },
  {
    subjects: [
      'Link to the report of {site} has expired',
      'Please send the plans as a file for CAD',
      'Report of {site} cannot be opened',
    ],
    opening: [
      'The link that you sent for the report on {site} has expired before I got to it. Can you send a new one, please?',
      'I can see the floor plan as a picture, but our drafting team would need the file for CAD. Is that possible?',
    ],
    firstAnswer: [
      'Links hold for a few minutes only, on purpose. The report itself stays: open it under Documents, there you get a fresh link each time.',
      'We hand out CAD files against a short agreement on use. I put it under Contracts for your signature.',
    ],
    exchange: [
      [
        'Found it, thank you. Can my colleague open it as well?',
        'If he is a member of your company in the portal, yes. It is shared with everybody.',
      ],
      ['The second page is blank in my browser.', 'That was an error in our export. Version 2 is in place and has both pages.'],
      ['Version 2 is fine. Is version 1 gone?', 'No, the history keeps it, but nobody gets it by mistake.'],
      [
        'Could the links hold longer, a day perhaps?',
        'We keep them short: whoever finds such a link in a mailbox later could read the file without signing in.',
      ],
    ],
    notes: [
      'Second case of blank pages this month. Export profile needs a look.',
      'Agreement on use is the short form, not the long one.',
    ],
    question: 'Which program and version does your drafting team use? Then we export it to fit.',
    thirdParty: 'The file comes from the surveyor, who wants to send it on {day}.',
    resolution: 'The file is in the portal. Tell us if something is missing in it.',
  },
  {
    subjects: ['Training for our caretaker at {site}', 'Manuals for {site} are missing', 'Maintenance plan for {place}'],
    opening: [
      'Our new caretaker starts next month. Could you show him the plant at {site} for half a day, as you did two years ago?',
      'We cannot find the manuals for the plant in {place}. The maintenance company asks for them.',
    ],
    firstAnswer: [
      'With pleasure. Half a day is right, best in the morning when everything runs. I make a list of what he should be able to do afterwards.',
      'The manuals belong to the handover papers. I look for them in our archive and put them into the portal.',
    ],
    exchange: [
      [
        'He has worked with boilers but not with ventilation.',
        'Then we spend most of the time there: filters, belts, what the alarms mean.',
      ],
      ['Can two people join from the evening shift?', 'Sure, up to four is fine.'],
      [
        'We have the manuals. The plan for maintenance is from another site, though.',
        'Sorry, mixed up. The right one is in place as version 2.',
      ],
      ['He was very happy with the training.', 'Good to hear. The slides and the list are under Reports.'],
    ],
    notes: [
      'Bring the spare filter and the manometer.',
      'This could become a yearly thing. Offer the training as a standing service.',
    ],
    question: 'Would {day} suit your caretaker? We would begin at 8 in {place}.',
    thirdParty: 'The manufacturer prints the manuals in the new language; they are to arrive on {day}.',
    resolution: 'Training held, papers handed over. Closed, until the next new colleague.',
  },
];
