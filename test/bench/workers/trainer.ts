/** The trainer's process as it is. */
import '../../../src/training/trainerProcess';
