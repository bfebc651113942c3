export interface Project {
  readonly id: string;
}
