import type { TicketStory } from './ticket-story.ts';

/** Matters of the buildings and their plant. */
export const BUILDING_STORIES: readonly TicketStory[] = [
  {
    subjects: ['Draught in {place} at {site}', 'Supply air too cold, {site}', 'Ventilation noise in {place}, {site}'],
    opening: [
      'Since the change of filters last week the air in {place} at {site} comes in noticeably cold, and people have started to cover the outlets with cardboard. Could somebody have a look?',
      'Staff in {place} complain about draught and a low hum, mostly in the morning between seven and nine. Is that a setting, or is something broken?',
    ],
    firstAnswer: [
      'Thank you for telling us. Please do not cover the outlets, the fan works against it. I can see the supply air at 16 degrees in the log, it should be 20. We will check the heating coil first.',
      'That sounds like the time programme: it starts at full volume at seven. I will read out the controller today and come back to you.',
    ],
    exchange: [
      [
        'The cardboard is gone. It is still cold, though: 17.5 degrees at the desk by the window this morning.',
        'The valve of the heating coil stands at 30 % and does not follow the controller. I have asked the contractor for an actuator.',
      ],
      [
        'How long will that take? We have visitors on {day}.',
        'Until then we run the unit at the lower stage and raise the set point by two degrees. You should feel the difference from tomorrow.',
      ],
      [
        'Better already. It is the hum that is left.',
        'The hum comes from a duct clip near {place}. It will be fixed together with the actuator.',
      ],
      [
        'The fitter was here and changed a part. Does it need another adjustment?',
        'Yes, I balanced the flow remotely after he left: 540 m³/h in {place}, as designed.',
      ],
    ],
    notes: [
      'Actuator is out of warranty by two months. Ask the manufacturer for goodwill before we pass on the price.',
      'Same valve type as at two other sites. Put it on the agenda for the next framework meeting.',
    ],
    question: 'The fitter could come on {day}, between 8 and 10. Would somebody be there to open {place}?',
    thirdParty:
      'The actuator is ordered; the supplier says that it leaves the works on {day}. I will write as soon as it has arrived.',
    resolution:
      'The actuator is in and the log shows steady 20 degrees for two days. I set this to solved; write again if it comes back.',
  },
  {
    subjects: ['Water stain on the ceiling, {site}', 'Moisture in {place} at {site}', 'Drip from a pipe above {place}'],
    opening: [
      'There is a new stain on the ceiling of {place}, about the size of a plate, and it grew overnight. A photo is attached.',
      'The cleaner found water on the floor of {place} at {site} this morning. It seems to come from the pipe insulation. Can you say whether that is condensate or a leak?',
    ],
    firstAnswer: [
      'Please put a bucket under it and keep the sockets nearby switched off. From the photo I would guess condensate from the chilled water pipe, but we want to be sure.',
      'Thanks for the photo, that helps. Is the water warm or cold to the touch, and does it stop when the cooling is off?',
    ],
    exchange: [
      [
        'It is cold, and it stops about an hour after the cooling goes off.',
        'Then it is condensate: the vapour barrier is open somewhere. We will look for the spot with a thermal camera.',
      ],
      [
        'Can we use the room until then?',
        'Yes. Only leave the ceiling panel open so that it dries out, and keep the paper archive out of the room.',
      ],
      [
        'A second spot has appeared one metre further to the window.',
        'That fits: the joint of the insulation runs there. We will renew four metres and not just the one.',
      ],
      [
        'The insulator has finished. It looks neat.',
        'Good. We measure the humidity behind the panel for another week before it is closed.',
      ],
    ],
    notes: [
      'Insulation was done by the contractor of lot 3; warranty runs until next spring. Notice of defects goes out today.',
      'Check whether the set point for chilled water was lowered in summer. If so, we caused this.',
    ],
    question:
      'May we open the ceiling in {place} on {day}? It takes half a day and makes some dust, so the room has to be empty.',
    thirdParty: 'The notice of defects is with the insulation contractor. They have to name a date by {day}.',
    resolution: 'Humidity behind the panel is back to 45 %. The ceiling can be closed and painted. Solved from our side.',
  },
  {
    subjects: ['Fuse trips every morning at {site}', 'Power failure in {place}', 'Residual current device trips, {site}'],
    opening: [
      'The breaker for {place} trips nearly every morning when the machines start. We reset it and then it holds for the day. That cannot be right.',
      'We lost power in {place} at {site} twice this week. The electrician only put the switch back on. What should we do?',
    ],
    firstAnswer: [
      'Please note down the time of each trip and what was switched on just before. If it trips twice in an hour, leave it off and call our on-call number.',
      'I have looked at the circuit list: this one carries more than planned since the last machine was moved. We will log the current for a week.',
    ],
    exchange: [
      [
        'Times so far: 6:58, 7:01, 6:59. Always when the compressor starts.',
        'That is its starting current. A soft starter would solve it; a larger fuse would not, because the cable is too thin.',
      ],
      ['What would a soft starter cost, roughly?', 'About 600 including fitting. I can put it into a short quote if you like.'],
      [
        'Could we start the compressor later as a stopgap?',
        'Yes: set its timer to 7:20, when the ovens and fans are running already. That should hold.',
      ],
      [
        'It has held for four days now with the timer.',
        'Good. The log shows 82 % of the rating as the peak. I would still fit the soft starter before winter.',
      ],
    ],
    notes: [
      'Cable is 2.5 mm² over 40 m. Do not agree to a larger breaker, whoever asks.',
      'Logger no. 4 is on site, has to be back before the end of the month.',
    ],
    question:
      'We would like to put a logger into the board for a week. Who can let us in on {day}, and may the power be off for ten minutes?',
    thirdParty: 'The grid operator has to tell us the short-circuit power of the connection. They promised it for {day}.',
    resolution: 'No trip for two weeks. The measured curves are filed under Reports. I close the matter here.',
  },
  {
    subjects: ['Heating stays cold in {place}', 'Hot water only lukewarm, {site}', 'Radiators cold at {site}'],
    opening: [
      'Heating in {place} has been cold since Monday, while the rest of {site} is warm. We have turned everything up that can be turned.',
      'Hot water at {site} reaches 42 degrees at best. It used to be far hotter. Nobody has touched anything as far as I know.',
    ],
    firstAnswer: [
      'I see a flow temperature of 35 degrees in the building control, so the boiler is not asked for heat. We check the sensor outside: it may sit in the sun.',
      'Please do not turn it up further. Below 55 degrees we also have to think of hygiene, so I treat this with priority.',
    ],
    exchange: [
      [
        'The sensor on the wall shows 19 degrees. Outside it is 4.',
        'Then the sensor is broken. I have switched to a fixed flow temperature of 55 degrees until it is replaced.',
      ],
      [
        'It is warm again, thank you. Is the fixed temperature costly?',
        'A little, perhaps 5 % more gas for these days. We go back as soon as the sensor is in.',
      ],
      [
        'The top floor is still cooler than the others.',
        'There is air in that branch. Your caretaker can vent the two radiators at the end; the key hangs in the boiler room.',
      ],
      [
        'Vented both, a lot of air came out.',
        'That explains it. Please check the pressure afterwards: 1.8 bar is what it needs.',
      ],
    ],
    notes: [
      'Third broken outdoor sensor of this make this year. Recommend the other product from now on.',
      'Ask about the hygiene sampling. If the water was below 50 degrees for over a week, sample again.',
    ],
    question:
      'Can you send a photo of the display of the controller, with the page "HK2"? And would {day} suit you for the exchange of the sensor?',
    thirdParty: 'The sensor is on order with the boiler manufacturer, expected on {day}. Until then the fixed temperature stays.',
    resolution: 'New sensor is in, curve is back to automatic. I watched it over the weekend and all is well.',
  },
  {
    subjects: ['Alarm panel shows a fault at {site}', 'Fire door to {place} does not close', 'Smoke detector beeps in {place}'],
    opening: [
      'The fire alarm panel at {site} shows "fault group 7" and beeps every half hour. The maintenance company says that it is a matter of planning. Is it?',
      'The door to {place} stays open by a hand after each passage. I understand that it has to close by itself.',
    ],
    firstAnswer: [
      'Group 7 is the corridor next to {place}. A fault is no alarm, but the group does not watch over its rooms, so somebody should walk through twice a day until it is repaired.',
      'You are right, it has to latch. Please keep it shut by hand for now and do not wedge it open, even if that is easier.',
    ],
    exchange: [
      ['We walk through at noon and at six, and write it down.', 'Very good, that list is what the insurer would ask for.'],
      [
        'The maintenance company wants a drawing of the loop.',
        'It is under Drawings since last year. I have sent them the link as well.',
      ],
      [
        'They found a detector with a wet base. Is this connected with the roof?',
        'Most likely. I have added it to the list for the roofer, with a photo.',
      ],
      ['Detector is exchanged, the panel is quiet.', 'Thank you. I have reset the group and noted it in the log book.'],
    ],
    notes: [
      'Log book entry is missing for the second quarter. Remind them kindly.',
      'Authority inspects in spring; this should be gone by then.',
    ],
    question:
      'Which room lies behind the wall of {place} now? In our drawing it is storage; if it is used otherwise, the group has to change.',
    thirdParty: 'The maintenance company has the part on order and comes on {day}.',
    resolution: 'All groups are in operation, the log book is signed. Nothing is left to do.',
  },
  {
    subjects: ['Neighbour complains about noise, {site}', 'Outdoor unit louder than announced', 'Noise limit at night, {site}'],
    opening: [
      'Our neighbour has complained about the new unit behind {site}, in writing this time. He says that it wakes him at five. What may it be at night?',
      'The unit in the yard is clearly louder than what the forecast said. We would like to have that measured before the neighbours do it.',
    ],
    firstAnswer: [
      'At night the limit is 45 dB(A) at his window; the forecast was 39. I suggest that we measure one night, from ten to six, at your boundary.',
      'Thank you for coming to us early. Is it a steady noise, or does it come and go? A tone counts for more than a hiss.',
    ],
    exchange: [
      [
        'It comes and goes, about every twenty minutes.',
        'That is the defrosting. It can be moved out of the night by a setting; I ask the manufacturer for the parameter.',
      ],
      ['He would like to be there when you measure.', 'He is welcome. It makes the result easier to agree on.'],
      ['Last night was quiet, he said.', 'The night programme is active since yesterday: 60 % fan speed between ten and six.'],
      [
        'Can we have the result on paper for him?',
        'The report is under Reports, two pages, and it says in the first line that the limit is kept.',
      ],
    ],
    notes: [
      'Measured 41 at the boundary before the change. Within the limit, but with a tone. Not a case to win by numbers.',
      'Offer the rubber mounts at cost.',
    ],
    question: 'Would the night of {day} suit you for the measurement? We need access to {place} and the unit running as usual.',
    thirdParty: 'The manufacturer has to release the parameter for defrosting. Their engineer has promised an answer by {day}.',
    resolution: 'Measured again: 38 dB(A), no tone. The neighbour has the report and withdrew the complaint.',
  },
  {
    subjects: ['Extraction too weak in {place}', 'Dust in {place} after the works', 'Filter alarm at {site}'],
    opening: [
      'The extraction in {place} hardly pulls any more, you can see the dust in the light. Filter alarm is on although we changed it in spring.',
      'Since the works at {site} we have fine dust everywhere. Is the unit running with the site filter still in it?',
    ],
    firstAnswer: [
      'A pressure of 1,900 Pa over the filter says that it is full. What do you process at the moment, has the material changed?',
      'Good question: the site filter should have come out at handover. I ask the fitter, and we look at the unit on the next visit.',
    ],
    exchange: [
      [
        'We cut far more board since the summer, that is finer.',
        'Then the cleaning pulses come too rarely. I have set them to every six minutes.',
      ],
      [
        'That helped. The alarm was back on Friday for an hour, though.',
        'Compressed air fell below 4 bar at that time, so the pulses had no force. Is something else drawing air then?',
      ],
      [
        'Yes, the new press. We could move its shift.',
        'Or a 200 litre vessel next to the filter, that is cheap and solves it for good.',
      ],
      [
        'Vessel ordered. Is it subject to inspection?',
        'At that size and pressure yes, once before use. I can arrange it with your other vessels.',
      ],
    ],
    notes: [
      'Check explosion protection document: finer dust may change the zone.',
      'Customer is very capable, send the parameter list.',
    ],
    question:
      'Could you read the two pressures on the door of the filter, once with and once without machines running, and tell us?',
    thirdParty: 'The filter cartridges come from the manufacturer on {day}; the fitter is booked for the day after.',
    resolution: 'Pressure is steady at 1,100 Pa. The new intervals are in the manual. Solved.',
  },
  {
    subjects: ['Emergency lights fail the test, {site}', 'Lights flicker in {place}', 'Emergency lights out too early, {place}'],
    opening: [
      'In the monthly test three emergency lights at {site} went out after twenty minutes instead of an hour.',
      'The new lights in {place} flicker when dimmed, some people get headaches. It is worst below a third.',
    ],
    firstAnswer: [
      'Three at once sounds like one batch of batteries. Which numbers do they have on the label?',
      'Flicker when dimmed points to the driver and not to the lamp. Please leave them above 40 % until we know.',
    ],
    exchange: [
      ['Labels are 2.14, 2.15 and 2.17.', 'All from the same batch. They are under warranty, I claim them.'],
      ['Do we have to close the room until then?', 'No. Two of five in that room work, and the exit sign is on its own circuit.'],
      [
        'New ones are in. Do you need anything?',
        'A photo of the label and the result of the one-hour test, please, for the log.',
      ],
      ['Test passed, 63 minutes.', 'Excellent, entered.'],
    ],
    notes: [
      'Supplier admits a bad batch from week 14. Check our other sites.',
      'Sample luminaire had another driver than the delivered one. That has to go into the next tender.',
    ],
    question: 'Could you tell us the numbers on the labels of all lights in {place}? A photo of each is enough.',
    thirdParty: 'The supplier sends new drivers, announced for {day}.',
    resolution: 'All exchanged and tested. The log is under Reports.',
  },
];
