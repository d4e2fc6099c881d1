/** Invents IBANs with correct check digits, for accounts of banks that do not exist. */
import type { Random } from './random.ts';

/** Returns an IBAN for an account number of 11 digits at a bank of this country: German for `DEU`, otherwise French. */
export function inventIban(country: string, accountNumber: string, random: Random): string {
  return country === 'DEU'
    ? ibanOf('DE', `3${random.digits(7)}${accountNumber.slice(-10)}`)
    : ibanOf('FR', `3${random.digits(9)}${accountNumber}${random.digits(2)}`);
}

/** The letters of each country as numbers (A = 10, Z = 35), for the check digits. */
const LETTERS = { DE: '1314', FR: '1527' } as const;

function ibanOf(country: keyof typeof LETTERS, basicNumber: string): string {
  // ISO 13616: the country and "00" are appended, and the remainder modulo 97 gives the check digits.
  const remainder = BigInt(`${basicNumber}${LETTERS[country]}00`) % 97n;
  return `${country}${String(98n - remainder).padStart(2, '0')}${basicNumber}`;
}
