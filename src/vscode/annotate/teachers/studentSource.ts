import path from 'node:path';
import { studentTeacher } from '../../../annotation';
import type { StudentProcess } from '../../student/studentProcess';
import type { TeacherPlace, TeacherSource } from './teacherSource';

/** The student of a run. @param run its folder, from the workspace folder */
export function studentSource(students: StudentProcess, { workspace }: TeacherPlace, run: string): TeacherSource {
  const folder = path.resolve(workspace ?? '.', run);
  const name = path.basename(folder);
  return {
    name,
    local: true,
    async open() {
      const { identity, entityTypes } = await students.ask('open-run', { run: folder });
      return studentTeacher({
        name,
        identity,
        entityTypes,
        tag: (sentences) => students.ask('tag', { run: folder, sentences }),
      });
    },
  };
}
