import { completeInZsh, whyNot } from "./complete-lines.js";
import { describeShell } from "./describe-shell.js";

describeShell("zsh", whyNot("zsh", "apt-get install zsh"), completeInZsh);
