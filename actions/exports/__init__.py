"""What leaves the portal: open data of the actions, and the plan as a file that can be read in again."""
