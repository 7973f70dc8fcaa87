import { projectFiles } from "../../adapters/files/project-files.ts";
import { packageRoot } from "../../adapters/machine/package-root.ts";
import type { ProjectFiles } from "../../app/ports/project-files.ts";
import type { Session } from "../session.ts";

/** The files of the folder where a project is started, and those of the package that are copied. */
export const projectFilesHere = (session: Session): ProjectFiles =>
  projectFiles({ cwd: session.io.cwd, packageRoot: packageRoot() });
