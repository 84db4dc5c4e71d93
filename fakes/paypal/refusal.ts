/** An answer of PayPal's that says no, and by which issue. */
export class No extends Error {
  override readonly name = 'No';
  readonly status: number;
  readonly links: readonly unknown[];

  constructor(status: number, issue: string, links: readonly unknown[] = []) {
    super(issue);
    this.status = status;
    this.links = links;
  }

  get body() {
    const name = this.status === 404 ? 'RESOURCE_NOT_FOUND' : 'UNPROCESSABLE_ENTITY';
    return { name, details: [{ issue: this.message }], links: this.links };
  }
}
