import { completeInFish, whyNot } from "./complete-lines.js";
import { describeShell } from "./describe-shell.js";

describeShell("fish", whyNot("fish", "apt-get install fish"), completeInFish);
