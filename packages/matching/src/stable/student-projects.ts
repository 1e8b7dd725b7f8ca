import { MatchingError, wholeNumber } from "../kernel/matching-error.ts";

// Student-project allocation (Abraham, Irving & Manlove 2007): students rank projects, each project belongs to a lecturer
// who ranks students; projects and lecturers have capacities. Here it stands for bidders who rank the items of posters.

export interface StudentProjects {
  students: { id: string; prefers: readonly string[] }[];
  projects: { id: string; lecturer: string; capacity: number }[];
  lecturers: { id: string; prefers: readonly string[]; capacity: number }[];
  favour: "students" | "lecturers";
}

/** Student and project; in the order of `students`. */
export type Allocation = readonly [student: string, project: string][];

interface Indexed {
  rank: Map<string, number>[];
  lists: string[][];
  projects: Map<string, { id: string; lecturer: string; capacity: number; held: Set<string> }>;
  lecturers: Map<
    string,
    { id: string; prefers: readonly string[]; capacity: number; held: Set<string>; rank: Map<string, number> }
  >;
}

/** The stable allocation that is best for every member of the favoured side at once. */
export function allocateProjects(problem: StudentProjects): Allocation {
  const indexed = check(problem);
  const choice = problem.favour === "students" ? byStudents(problem, indexed) : byLecturers(problem, indexed);
  return problem.students.flatMap(({ id }) => (choice.has(id) ? [[id, choice.get(id)!] as const] : []));
}

function check({ students, projects, lecturers }: StudentProjects): Indexed {
  const ids = (list: readonly { id: string }[], place: string) => {
    const seen = new Set<string>();
    list.forEach(({ id }, k) => {
      if (seen.has(id)) throw new MatchingError("duplicate_id", `${place}[${k}]`, id);
      seen.add(id);
    });
    return seen;
  };
  const studentIds = ids(students, "students");
  ids(projects, "projects");
  ids(lecturers, "lecturers");
  const byLecturer = new Map(
    lecturers.map((l, k) => {
      l.prefers.forEach((s, j) => {
        if (!studentIds.has(s)) throw new MatchingError("unknown_id", `lecturers[${k}].prefers[${j}]`, s);
      });
      const rank = new Map(l.prefers.map((s, j) => [s, j]));
      if (rank.size < l.prefers.length) throw new MatchingError("duplicate_in_list", `lecturers[${k}].prefers`, l.id);
      wholeNumber(l.capacity, `lecturers[${k}].capacity`);
      return [l.id, { ...l, held: new Set<string>(), rank }] as const;
    }),
  );
  const byProject = new Map(
    projects.map((p, k) => {
      if (!byLecturer.has(p.lecturer)) throw new MatchingError("unknown_id", `projects[${k}].lecturer`, p.lecturer);
      wholeNumber(p.capacity, `projects[${k}].capacity`);
      return [p.id, { ...p, held: new Set<string>() }] as const;
    }),
  );
  const lists = students.map(({ id, prefers }, k) => {
    prefers.forEach((p, j) => {
      if (!byProject.has(p)) throw new MatchingError("unknown_id", `students[${k}].prefers[${j}]`, p);
    });
    if (new Set(prefers).size < prefers.length)
      throw new MatchingError("duplicate_in_list", `students[${k}].prefers`, id);
    return prefers.filter((p) => byLecturer.get(byProject.get(p)!.lecturer)!.rank.has(id));
  });
  return {
    lists,
    rank: lists.map((list) => new Map(list.map((p, j) => [p, j]))),
    projects: byProject,
    lecturers: byLecturer,
  };
}

function worst(held: Set<string>, rank: Map<string, number>): string {
  let out = "";
  for (const s of held) if (out === "" || rank.get(s)! > rank.get(out)!) out = s;
  return out;
}

/** Students propose down their lists; an overfull project or lecturer lets the worst go. */
function byStudents({ students }: StudentProjects, { lists, projects, lecturers }: Indexed): Map<string, string> {
  const choice = new Map<string, string>();
  const at = new Map(students.map(({ id }) => [id, 0]));
  const listOf = new Map(students.map(({ id }, k) => [id, lists[k]!]));
  const queue = students.map(({ id }) => id);
  const letGo = (s: string) => {
    const p = projects.get(choice.get(s)!)!;
    p.held.delete(s);
    lecturers.get(p.lecturer)!.held.delete(s);
    choice.delete(s);
    queue.push(s);
  };
  for (let s = queue.shift(); s !== undefined; s = queue.shift()) {
    const list = listOf.get(s)!;
    const k = at.get(s)!;
    if (k >= list.length || choice.has(s)) continue;
    at.set(s, k + 1);
    const project = projects.get(list[k]!)!;
    const lecturer = lecturers.get(project.lecturer)!;
    choice.set(s, project.id);
    project.held.add(s);
    lecturer.held.add(s);
    if (project.held.size > project.capacity) letGo(worst(project.held, lecturer.rank));
    else if (lecturer.held.size > lecturer.capacity) letGo(worst(lecturer.held, lecturer.rank));
  }
  return choice;
}

/** Lecturers offer their best student the project it likes best among those with room; who gets a better offer moves. */
function byLecturers(problem: StudentProjects, { lists, rank, projects, lecturers }: Indexed): Map<string, string> {
  const choice = new Map<string, string>();
  const indexOf = new Map(problem.students.map(({ id }, k) => [id, k]));
  for (let isMoved = true; isMoved; ) {
    isMoved = false;
    for (const { id } of problem.lecturers) {
      const lecturer = lecturers.get(id)!;
      if (lecturer.held.size >= lecturer.capacity) continue;
      const offer = nextOffer(lecturer, lists, rank, indexOf, choice, projects);
      if (!offer) continue;
      const [student, project] = offer;
      const before = choice.get(student);
      if (before) {
        projects.get(before)!.held.delete(student);
        lecturers.get(projects.get(before)!.lecturer)!.held.delete(student);
      }
      choice.set(student, project);
      projects.get(project)!.held.add(student);
      lecturer.held.add(student);
      isMoved = true;
    }
  }
  return choice;
}

function nextOffer(
  lecturer: { id: string; prefers: readonly string[] },
  lists: string[][],
  rank: Map<string, number>[],
  indexOf: Map<string, number>,
  choice: Map<string, string>,
  projects: Indexed["projects"],
): [string, string] | null {
  for (const student of lecturer.prefers) {
    const k = indexOf.get(student)!;
    const present = choice.get(student);
    const limit = present === undefined ? lists[k]!.length : rank[k]!.get(present)!;
    for (let j = 0; j < limit; j++) {
      const project = projects.get(lists[k]![j]!)!;
      if (project.lecturer === lecturer.id && project.held.size < project.capacity) return [student, project.id];
    }
  }
  return null;
}
