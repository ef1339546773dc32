/** A file is not what its name says, so that nobody can say what is in it. */
export class Unreadable extends Error {
  /** `as` is what it should be: `a zip archive`. */
  constructor(as: string) {
    super(`It could not be read as ${as}.`);
    this.name = 'Unreadable';
  }
}
