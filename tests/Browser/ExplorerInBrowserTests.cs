using Microsoft.Playwright;
using Newtonsoft.Json.Linq;
using RaceModel.Checks.Catalogues;
using RaceModel.Checks.Counterexamples;
using RaceModel.Checks.Reporting;
using RaceModel.Tests.Explorer;
using Xunit;

namespace RaceModel.Tests.Browser;

/// <summary>The explorer is clicked through in a real browser.</summary>
[Collection(BrowserTests.Name)]
public sealed class ExplorerInBrowserTests(Chromium chromium, RunningExplorer explorer) : IClassFixture<RunningExplorer>
{
    [SkippableFact]
    public async Task Steps_are_taken_undone_and_shared()
    {
        await using WatchedPage page = await Open("");
        await page["[name=guest]"].FillAsync("dma 0; unmap 0; load 0");
        await page["[name=unmap]"].FillAsync("[exchange-pte, flush]");
        await page["button:has-text('Start')"].ClickAsync();
        await page.WaitFor("location.hash.includes('exchange-pte')");
        await page["#enabled button >> nth=0"].ClickAsync();
        await AtStep(page, 1);
        await page.Press("1", "1");
        await AtStep(page, 3);
        await page["text=Undo"].ClickAsync();
        await AtStep(page, 2);
        Assert.Equal("step 2 of 3", await page.Text("#current .tag"));
        Assert.Equal(1, await page.Count(".row.ahead"));

        await using WatchedPage other = await Open(new Uri(page.Page.Url).Fragment);
        await AtStep(other, 2);
        Assert.Equal(await page.Text("#state"), await other.Text("#state"));
        Assert.Equal(await page.Text("#enabled"), await other.Text("#enabled"));
        Assert.Equal("[exchange-pte, flush]", await other["[name=unmap]"].InputValueAsync());
    }

    [SkippableFact]
    public async Task Run_goes_on_to_the_nearest_violation_and_is_what_replay_says()
    {
        await using WatchedPage page = await Open("#unmap=two-call&guest=racing-load&path=&step=0");
        await AtStep(page, 0);
        await page["text=Run to the next violation"].ClickAsync();
        await AtStep(page, 7);
        Assert.Contains("violates no-unrecoverable-fault", await page.Text("#current"), StringComparison.Ordinal);

        IDownload download = await page.Page.RunAndWaitForDownloadAsync(() => page["text=Save schedule"].ClickAsync());
        Schedule schedule = ScheduleJson.Read(JsonFile.Parse("saved", await File.ReadAllTextAsync(await download.PathAsync())));
        ReplayResult replay = Replay.Run(schedule);
        Assert.Null(replay.Divergence);
        Assert.Equal(Property.NoUnrecoverableFault, schedule.Violated);
        Assert.Equal(
            StateText.Lines(replay.Trace.System, replay.Trace.Last).Order(StringComparer.Ordinal),
            (await page["#state .state div"].EvaluateAllAsync<string[]>(
                "rows => rows.map(row => `${row.children[0].textContent}: ${row.children[1].textContent}`)")).Order(StringComparer.Ordinal));

        await page.Press("Home");
        await AtStep(page, 0);
        await page["input[type=file]"].SetInputFilesAsync(await download.PathAsync());
        await AtStep(page, 7);
    }

    [SkippableFact]
    public async Task What_can_still_go_wrong_is_asked_and_followed()
    {
        await using WatchedPage page = await Open("#unmap=two-call&guest=racing-load&path=00&step=2");
        await AtStep(page, 2);
        await page.Press("w");
        await page["#answer button >> nth=0"].WaitForAsync();
        Assert.Contains("the search is complete", await page.Text("#answer"), StringComparison.Ordinal);
        Assert.Contains("✓ kept by every run from here", await page.Text("#answer tr:has-text('no-protection-fault')"), StringComparison.Ordinal);

        await page["#answer tr:has-text('no-time-travel') button"].ClickAsync();
        await AtStep(page, 43);
        Assert.Contains("violates no-time-travel", await page.Text("#current"), StringComparison.Ordinal);
        Assert.Contains("switched over", await page.Text("#waiting"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Wrong_input_is_explained_and_nothing_breaks()
    {
        await using WatchedPage page = await Open("");
        page.ExpectedError = "400 (Bad Request)";
        await AtStep(page, 0);
        await page["[name=guest]"].FillAsync("dmb 0");
        await page["button:has-text('Start')"].ClickAsync();
        await page["#alert"].WaitForAsync();
        Assert.Contains("dmb", await page.Text("#alert"), StringComparison.Ordinal);

        await page["[name=guest]"].FillAsync("late");
        await page["button:has-text('Start')"].ClickAsync();
        await page.WaitFor("location.hash.includes('late')");
        Assert.False(await page["#alert"].IsVisibleAsync());
    }

    [SkippableFact]
    public async Task Page_of_another_site_gets_nothing()
    {
        await using WatchedPage page = await chromium.Open();
        page.ExpectedError = "";
        await page.Page.RouteAsync("http://localhost:9/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<body></body>" }));
        await page.Page.GotoAsync("http://localhost:9/");
        string answer = await page.Page.EvaluateAsync<string>(
            """
            async ([address, token]) => {
              const tries = [
                fetch(address),
                fetch(address + 'api/position', { method: 'POST', body: '{}' }),
                fetch(address + 'api/position', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-RaceModel-Token': token }, body: '{}' }),
              ];
              return (await Promise.allSettled(tries)).map(({ status }) => status).join(' ');
            }
            """,
            new[] { explorer.Address.AbsoluteUri, explorer.Token });
        Assert.Equal("rejected rejected rejected", answer);

        await using WatchedPage own = await Open("");
        await AtStep(own, 0);
        Assert.Empty(explorer.Errors);
    }

    [SkippableFact]
    public async Task Schedule_from_the_command_line_opens_at_its_step()
    {
        var start = new JObject { ["scenario"] = new JObject { ["unmap"] = "two-call", ["guest"] = "racing" }, ["path"] = "002", ["step"] = 1 };
        using var started = new RunningExplorer(new(), start);
        await using WatchedPage page = await chromium.Open();
        await page.Page.GotoAsync(started.Address.AbsoluteUri);
        await AtStep(page, 1);
        Assert.Equal("step 1 of 3", await page.Text("#current .tag"));
    }

    // An address that was given says nothing yet: the step has to be shown.
    private static Task AtStep(WatchedPage page, int step) => page.WaitFor(
        $"location.hash.endsWith('step={step}') && document.querySelector('.row[aria-selected=true]')?.id.endsWith('-{step}') === true");

    private async Task<WatchedPage> Open(string fragment)
    {
        WatchedPage page = await chromium.Open();
        await page.Page.GotoAsync(explorer.Address.AbsoluteUri + fragment);
        return page;
    }
}
