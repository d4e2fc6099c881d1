/** French IBANs with right check digits, for accounts of banks that do not exist. */

/** The IBAN of a basic account number (23 digits). */
export function frenchIban(basicNumber: string): string {
  // "FR00" behind the number, letters as numbers (F = 15, R = 27), modulo 97: ISO 13616.
  const remainder = BigInt(`${basicNumber}152700`) % 97n;
  return `FR${String(98n - remainder).padStart(2, '0')}${basicNumber}`;
}
