using RaceModel.Checks.Cli;

return await RaceModelCommand.RunAsync(args, ToolConsole.Standard).ConfigureAwait(false);
