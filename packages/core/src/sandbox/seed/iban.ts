/** Creates French IBANs with correct check digits, for accounts of banks that do not exist. */

/** Returns the IBAN of a basic account number (23 digits). */
export function frenchIban(basicNumber: string): string {
  // ISO 13616: "FR00" is appended with its letters as numbers (F = 15, R = 27), and the remainder modulo 97 gives the check
  // digits.
  const remainder = BigInt(`${basicNumber}152700`) % 97n;
  return `FR${String(98n - remainder).padStart(2, '0')}${basicNumber}`;
}
