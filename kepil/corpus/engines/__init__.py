"""Who reads the blocks: this process, a pool of processes on this machine, or a Ray cluster, behind one interface."""
