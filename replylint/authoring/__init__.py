"""For the people who write rules: what a draft looks like to rules, why one is silent, a first draft of one."""
