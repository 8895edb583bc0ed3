/** True where an IP address that is listened on is reached from other machines. */
export function isOpenToNetwork(address: string): boolean {
  return !/^(?:127\.|::1$|::ffff:127\.)/i.test(address);
}
