"""What several test folders share: a printer that is not there, sample slips, pictures to compare with."""
