use std::collections::VecDeque;
use std::sync::Arc;

use crate::cli::configurations::{excludes, faults};
use crate::cli::inputs::{Input, Inputs};
use crate::cli::report::Report;
use crate::workspace::{Configurations, Configured};

/// Something to do, or to tell at this place of the order.
pub(in crate::cli) enum Task {
    /// A configuration file that says something wrong. It comes before the first file under it.
    Fault(Report),
    /// Something that could not be looked at, in a sentence.
    Unseen(String),
    /// A file that the configuration leaves out.
    LeftOut,
    /// A file to check, and how.
    Check(Input, Arc<Configured>),
}

/// What the arguments give to do, found as it is asked for.
pub(in crate::cli) struct Tasks {
    /// What the arguments name.
    pub inputs: Inputs,
    configurations: Configurations,
    ready: VecDeque<Task>,
}

impl Tasks {
    /// Those for `inputs`.
    pub fn new(inputs: Inputs, configurations: Configurations) -> Tasks {
        Tasks {
            inputs,
            configurations,
            ready: VecDeque::new(),
        }
    }

    fn task(&mut self, input: Input) -> Task {
        let configured = self.configurations.of(&input.path);
        match excludes(&configured, &input) {
            true => Task::LeftOut,
            false => Task::Check(input, configured),
        }
    }
}

impl Iterator for Tasks {
    type Item = Task;

    fn next(&mut self) -> Option<Task> {
        if self.ready.is_empty() {
            let task = match self.inputs.next()? {
                Ok(input) => self.task(input),
                Err(error) => Task::Unseen(error),
            };
            let faults = faults(&self.configurations).into_iter();
            self.ready.extend(faults.map(Task::Fault));
            self.ready.push_back(task);
        }
        self.ready.pop_front()
    }
}
