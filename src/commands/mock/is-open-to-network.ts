/** True where an address to listen on is reached from other machines. */
export function isOpenToNetwork(address: string): boolean {
  return !/^(?:127\.|localhost$|::1$|::ffff:127\.)/i.test(address);
}
