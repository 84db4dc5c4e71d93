import type { CrisisHelp } from '../strategy-schemas.ts';

const EVERYWHERE = {
  edition: 1,
  lastChecked: '2026-11-21',
  text: 'If you think of hurting yourself, or if you are not safe, talk to somebody now: call the emergency number, or a line where people listen. You do not have to know what to say. This is more than a craving, and you need not bear it alone.',
  directory: 'https://findahelpline.com',
  note: 'We give no medical advice, and nobody here reads along as you write. With questions about your health or about medicines, ask a doctor or pharmacist.',
} as const;

type Help = Pick<CrisisHelp, 'emergency' | 'lines'>;
const ALWAYS = 'day and night';

/** Only what is certain: a wrong number is worse than none. Where there is none, the directory knows. */
const COUNTRIES: Readonly<Record<string, Help>> = {
  AU: { emergency: '000', lines: [{ name: 'Lifeline', number: '13 11 14', hours: ALWAYS }] },
  CA: { emergency: '911', lines: [{ name: '9-8-8 Suicide Crisis Helpline', number: '988', hours: ALWAYS }] },
  DE: { emergency: '112', lines: [{ name: 'TelefonSeelsorge', number: '0800 111 0 111', hours: ALWAYS }] },
  FR: {
    emergency: '112',
    lines: [{ name: 'Numéro national de prévention du suicide', number: '3114', hours: ALWAYS }],
  },
  GB: { emergency: '999', lines: [{ name: 'Samaritans', number: '116 123', hours: ALWAYS }] },
  IE: { emergency: '112', lines: [{ name: 'Samaritans', number: '116 123', hours: ALWAYS }] },
  KZ: { emergency: '112', lines: [{ name: 'State contact centre', number: '111', hours: ALWAYS }] },
  RU: { emergency: '112', lines: [] },
  US: { emergency: '911', lines: [{ name: '988 Suicide & Crisis Lifeline', number: '988', hours: ALWAYS }] },
  VN: { emergency: '115', lines: [] },
};

/** Where to turn in a country, by its code of two letters (ISO 3166-1). */
export function crisisHelp(country: string | undefined): CrisisHelp {
  const code = country?.toUpperCase();
  return { ...EVERYWHERE, country: code, lines: [], ...COUNTRIES[code ?? ''] };
}
